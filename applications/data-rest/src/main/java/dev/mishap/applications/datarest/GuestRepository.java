package dev.mishap.applications.datarest;

import org.springframework.data.repository.CrudRepository;

public interface GuestRepository extends CrudRepository<Guest, Long> {

	@Override
	void deleteById(Long id);

}
