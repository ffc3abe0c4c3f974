package dev.mishap.applications.datarest;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Guest {

	@Id
	private Long id;

	private String name;

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

}
